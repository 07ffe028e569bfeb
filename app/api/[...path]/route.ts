import { unknownRoute } from '#lib/server/http/other-methods.ts'

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = unknownRoute
