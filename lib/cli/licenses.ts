import { licenseTexts } from './license-texts.ts'

/* `npm run licenses`: the packages whose code can be in what runs, with their licences. */
process.stdout.write(await licenseTexts())
