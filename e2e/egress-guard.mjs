import childProcess from 'node:child_process'
import dgram from 'node:dgram'
import dns from 'node:dns'
import net from 'node:net'

/*
 * Loaded before the console (`node --import`): a connection to anything but GitLab and the store is refused, as an egress
 * policy would, and each one is told on standard error. What is no TCP connection (a question to a name server by itself, a
 * datagram, another program) is refused in any case.
 */
const allowed = ['GITLAB_URL', 'STORE_URL', 'STORE_MIGRATE_URL'].flatMap((name) => {
  const url = URL.parse(process.env[name] ?? '')
  return url === null || url.host === '' ? [] : [`${url.hostname}:${url.port}`]
})
const tell = (word, what) => process.stderr.write(`egress ${word} ${what}\n`)

const { connect } = net.Socket.prototype
net.Socket.prototype.connect = function guarded(...args) {
  const [first, second] = Array.isArray(args[0]) ? args[0] : args
  const to = typeof first === 'object' ? first : { port: first, host: second }
  const where = to.path ?? `${to.host ?? 'localhost'}:${to.port}`
  if (allowed.includes(where)) {
    tell('allowed', where)
    return connect.apply(this, args)
  }
  tell('refused', where)
  return this.destroy(new Error('egress refused'))
}

const refuse = (what) => () => {
  tell('refused', what)
  throw new Error('egress refused')
}
dgram.Socket.prototype.send = refuse('a datagram')
dns.Resolver.prototype.resolve = refuse('a name server')
dns.resolve = refuse('a name server')
for (const name of ['spawn', 'exec', 'execFile', 'fork']) {
  childProcess[name] = refuse(`${name} of a program`)
}
tell('guarded', allowed.join(' '))
