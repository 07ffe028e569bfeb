/*
 * Loaded before a console (NODE_OPTIONS=--import): the process is gone at the moment when it has something new to answer
 * (201), and not a byte of it was sent.
 */
import { ServerResponse } from 'node:http'

ServerResponse.prototype.writeHead = new Proxy(ServerResponse.prototype.writeHead, {
  apply(target, response: ServerResponse, given) {
    if (response.statusCode === 201) process.kill(process.pid, 'SIGKILL')
    return Reflect.apply(target, response, given)
  },
})
