import { Menu, UnstyledButton } from '@mantine/core'
import { IconCheck, IconChevronDown } from '@tabler/icons-react'
import { useNavigate } from '@tanstack/react-router'
import { byName } from '../collation.ts'
import { useT } from '../i18n/index.ts'
import { toast } from '../kit/toast.tsx'
import { problemOf } from '../problem.ts'
import { type Session, useSessionDeeds } from '../session/session.ts'
import classes from './frame.module.css'

/** The unit one works for; a choice only for who has several. */
export function UnitSwitch({ session }: { session: Session }) {
  const t = useT()
  const navigate = useNavigate()
  const { switchUnit } = useSessionDeeds()
  const name = session.unit.name
  if (session.units.length < 2) return <div className={classes.unit}>{name}</div>

  const choose = async (unitId: number) => {
    try {
      await switchUnit(unitId)
      await navigate({ to: '/' })
    } catch (thrown) {
      const problem = problemOf(thrown)
      toast({ tone: 'bad', text: problem.detail ?? problem.title })
    }
  }
  return (
    <Menu position="bottom-start" width="target" styles={{ dropdown: { minWidth: 280 } }}>
      <Menu.Target>
        <UnstyledButton className={classes.unitButton}>
          <span className="visually-hidden">{t('frame.switchUnit')}: </span>
          <span className={classes.unit}>{name}</span>
          <IconChevronDown size={16} style={{ flex: 'none' }} aria-hidden />
        </UnstyledButton>
      </Menu.Target>
      <Menu.Dropdown>
        {[...session.units].sort(byName((unit) => unit.name)).map((unit) => (
          <Menu.Item
            key={unit.id}
            onClick={() => choose(unit.id)}
            rightSection={unit.id === session.unit.id ? <IconCheck size={16} aria-hidden /> : undefined}
            aria-current={unit.id === session.unit.id}
          >
            {unit.name}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  )
}
