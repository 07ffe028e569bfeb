import { chromium } from '@playwright/test'
const b = await chromium.launch({ executablePath: '/usr/bin/chromium' })
const origin = 'http://localhost:3104'
const ctx = await b.newContext({ viewport: { width: 1440, height: 900 }, colorScheme: 'light', locale: process.argv[2] ?? 'en' })
const page = await ctx.newPage()
page.on('pageerror', e => console.log('pageerror', e.message.slice(0,500)))
page.on('console', m => m.type()==='error' && console.log('console', m.text().slice(0,300)))
await page.goto(origin + '/login')
await page.getByRole('link', { name: /GitLab/ }).first().click()
await page.getByRole('button', { name: /\broot\b/ }).click()
await page.waitForURL(/clusters/, {timeout:60000})
const shot = async (n, w=1440, scheme='light', path=null) => {
  await page.setViewportSize({ width: w, height: 900 }); await page.emulateMedia({ colorScheme: scheme })
  if (path) { await page.goto(origin+path); await page.locator('table tbody th button, table tbody th a, details, section h2').first().waitFor({timeout:60000}).catch(()=>console.log('none',n)) }
  await page.waitForTimeout(700); await page.screenshot({ path: `/tmp/look/d/${n}.png` })
}
const p = process.argv[2] ?? 'en'
await shot(`${p}-findings-320`,320,'light','/findings')
await shot(`${p}-findings-768-dark`,768,'dark','/findings')
await shot(`${p}-certs-320`,320,'light','/certificates')
await shot(`${p}-certs-dark`,1440,'dark','/certificates')
await page.locator('table tbody th button').first().click(); await page.getByRole('dialog').waitFor(); await shot(`${p}-places`,1440,'light')
await page.keyboard.press('Escape')
await shot(`${p}-findings`,1440,'light','/findings')
await page.locator('table tbody th button').nth(2).click(); await page.getByRole('dialog').waitFor(); await shot(`${p}-detail`,1440)
await page.getByRole('dialog').getByRole('button').nth(-2).click().catch(()=>{}); await page.waitForTimeout(800); await shot(`${p}-snooze`,1440)
if (p==='en') {
  await page.getByLabel('Reason').fill('Ticket 4711')
  await page.getByLabel('Comes back on').fill('2026-12-24')
  await page.getByRole('button',{name:'Snooze',exact:true}).click(); await page.waitForTimeout(1200); await shot('snoozed',1440)
  await page.goto(origin+'/findings?state=snoozed&columns=severity,object,state,fix'); await page.waitForTimeout(2500); await shot('snoozed-filter',1440)
}
await shot(`${p}-person`,1440,'light','/findings?person=a.rahmani')
await shot(`${p}-person-320`,320,'dark','/findings?person=a.rahmani')
await b.close()
