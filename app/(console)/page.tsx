import { Home } from '#components/layout/home.tsx'

export default function HomePage() {
  return <Home />
}
