import type { Reporter, TestCase, TestResult } from '@playwright/test/reporter'
import { annotationType, type Count } from './figures.ts'

/** Sums up what the cases of the suites for security and faults counted, and prints it at the end of a run that held any. */
export default class FiguresReporter implements Reporter {
  readonly #sums = new Map<string, { found: number; of: number }>()
  #cases = 0
  #passed = 0
  #durationMs = 0

  onTestEnd(test: TestCase, result: TestResult): void {
    if (!/\/e2e\/(security|faults)\//.test(test.location.file)) return
    this.#cases += 1
    if (result.status === 'passed') this.#passed += 1
    this.#durationMs += result.duration
    for (const { type, description } of result.annotations) {
      if (type !== annotationType || description === undefined) continue
      const { figure, found, of } = JSON.parse(description) as Count
      const sum = this.#sums.get(figure) ?? { found: 0, of: 0 }
      this.#sums.set(figure, { found: sum.found + found, of: sum.of + of })
    }
  }

  onEnd(): void {
    if (this.#cases === 0) return
    const seconds = (this.#durationMs / 1000).toFixed(0)
    console.log(
      `\nSecurity and faults: ${this.#passed} of ${this.#cases} tests passed, ${seconds} s of tests`,
    )
    for (const [figure, { found, of }] of [...this.#sums].toSorted()) {
      console.log(`  ${figure.padEnd(44)} ${found} of ${of}   goal 0`)
    }
  }

  printsToStdio(): boolean {
    return false
  }
}
