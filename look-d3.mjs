import { chromium } from '@playwright/test'
const b = await chromium.launch({ executablePath: '/usr/bin/chromium' })
const origin = 'http://localhost:3104'
const ctx = await b.newContext({ viewport: { width: 1440, height: 900 } })
const page = await ctx.newPage()
page.on('pageerror', e => console.log('pageerror', e.message.slice(0,500)))
await page.goto(origin + '/login')
await page.getByRole('link', { name: /GitLab/ }).first().click()
await page.getByRole('button', { name: new RegExp(`\\b${process.argv[2]??'root'}\\b`) }).click()
await page.waitForURL(/clusters/, {timeout:60000})
await page.goto(origin+'/findings')
await page.getByRole('button',{name:'Scan again'}).click(); await page.waitForTimeout(4000)
await page.getByRole('button',{name:/new result/}).click().catch(()=>{}); await page.waitForTimeout(1000)
for (const r of await page.locator('table tbody tr').all()) console.log((await r.innerText()).replace(/\s*\n\s*/g,' | '))
for (const path of ['/findings?view=duplicates','/findings?view=people','/findings?person=root','/certificates']) { await page.goto(origin+path); await page.waitForTimeout(2500); console.log('-----',path); console.log((await page.getByRole('main').innerText())) }
await b.close()
