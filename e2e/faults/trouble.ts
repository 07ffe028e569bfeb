import { expect, type Locator, type Page } from '@playwright/test'

interface Words {
  trouble: string
  tryNow: string
  /** Of the countdown. */
  nextTry: RegExp
  older: RegExp
}

export const english: Words = {
  trouble: 'What is wrong at the moment',
  tryNow: 'Try now',
  nextTry: /Next try in \d+ second|Trying again/,
  older: /This is older data/,
}

export const chinese: Words = {
  trouble: '当前的问题',
  tryNow: '立即重试',
  nextTry: /\d+秒钟?后自动重试|正在重试/,
  older: /这是较旧的数据/,
}

/** The line above the page while something cannot be read for now. */
export const trouble = (page: Page, words = english): Locator =>
  page.getByRole('region', { name: words.trouble })

/** What a page says that has nothing to show: in place, with the next try. */
export const inPlace = (page: Page): Locator => page.getByRole('main').getByRole('alert').first()

/** A failure is told with when the next try comes, and a way not to wait for it. */
export async function expectNextTry(place: Locator, words = english): Promise<void> {
  await expect(place).toContainText(words.nextTry)
  await expect(place.getByRole('button', { name: words.tryNow })).toBeVisible()
}

/** Lets the page's own clock, which `page.clock.install()` has taken over, come to the next try. */
export const untilNextTry = (page: Page): Promise<void> => page.clock.runFor(14_000)

/** Everything that GitLab is asked fails, as when it is down. */
export const down = { method: '*', path: '*', mode: 'refuse' } as const
