import { Menu, UnstyledButton } from '@mantine/core'
import { IconDots } from '@tabler/icons-react'
import { Link } from '@tanstack/react-router'
import { useT } from '../i18n/index.ts'
import type { Room } from '../rooms.ts'
import classes from './frame.module.css'

/** Icons at the bottom of a phone; with more rooms than this, the last one opens the rest. */
const PLACES = 5

/** The mark of the product, which leads to the start page. */
function Brand() {
  return (
    <Link to="/" className={classes.brand}>
      <img src="/icon.svg" alt="" width={28} height={28} />
      <span>Bang Giao</span>
    </Link>
  )
}

export function Rail({ rooms }: { rooms: readonly Room[] }) {
  const t = useT()
  return (
    <nav className={classes.rail} aria-label={t('frame.rail')}>
      <Brand />
      {rooms.map((room) => (
        <Link key={room.path} to={room.path} className={classes.entry} data-tour={room.path}>
          <room.icon size={20} stroke={1.75} aria-hidden />
          <span>{t(room.label)}</span>
        </Link>
      ))}
    </nav>
  )
}

export function BottomBar({ rooms }: { rooms: readonly Room[] }) {
  const t = useT()
  if (rooms.length === 0) return null
  const shown = rooms.length > PLACES ? rooms.slice(0, PLACES - 1) : rooms
  const rest = rooms.slice(shown.length)
  return (
    <nav className={classes.bar} aria-label={t('frame.rail')}>
      {shown.map((room) => (
        <Link key={room.path} to={room.path} className={classes.tab} data-tour={room.path}>
          <room.icon size={23} stroke={1.6} aria-hidden />
          <span>{t(room.label)}</span>
        </Link>
      ))}
      {rest.length > 0 && (
        <Menu position="top-end" withinPortal>
          <Menu.Target>
            <UnstyledButton className={classes.tab}>
              <IconDots size={23} stroke={1.6} aria-hidden />
              <span>{t('frame.moreRooms')}</span>
            </UnstyledButton>
          </Menu.Target>
          <Menu.Dropdown>
            {rest.map((room) => (
              <Menu.Item
                key={room.path}
                leftSection={<room.icon size={20} stroke={1.75} aria-hidden />}
                renderRoot={(props) => <Link to={room.path} {...props} />}
              >
                {t(room.label)}
              </Menu.Item>
            ))}
          </Menu.Dropdown>
        </Menu>
      )}
    </nav>
  )
}
