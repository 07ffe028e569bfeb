import { chromium } from '@playwright/test'
const [,, user='root', path='/instance/clusters', name='a', w='1440', theme='light'] = process.argv
const b = await chromium.launch({executablePath:'/usr/bin/chromium'})
const p = await b.newPage({viewport:{width:+w,height:900}, colorScheme: theme})
p.setDefaultTimeout(8000)
try {
await p.goto('http://localhost:3000'+path)
await p.getByRole('link',{name:'Sign in with GitLab'}).click()
await p.getByRole('button',{name:new RegExp('\\b'+user+'\\b')}).click()
await p.waitForURL(u=>!u.pathname.startsWith('/auth')&&u.pathname!=='/login')
await p.waitForTimeout(2500)
} catch (e) { console.log(String(e).slice(0,300)) }
await p.screenshot({path:`/tmp/shots/${name}.png`})
console.log(p.url())
await b.close()
