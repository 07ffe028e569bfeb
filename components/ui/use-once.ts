'use client'
import { useState } from 'react'
import { once } from './once.ts'

/**
 * A lock for what must not run twice at the same time, such as a write behind a button: while one call is not settled,
 * further ones do nothing. It holds at once, not only after the next render as a disabled button does.
 */
export const useOnce = () => useState(once)[0]
