import { Button, Group, Modal } from '@mantine/core'
import { IconPrinter } from '@tabler/icons-react'
import type { paths } from '../generated/api.d.ts'
import { useT } from '../i18n/index.ts'
import classes from './password-slips.module.css'

export type PasswordSlip =
  paths['/api/password-slips']['post']['responses'][200]['content']['application/json']['rows'][number]

/** One slip a person, eight on a sheet of A4; shown this once. */
export function PasswordSlips({ slips, onClose }: { slips: readonly PasswordSlip[]; onClose: () => void }) {
  const t = useT()
  return (
    <Modal
      opened
      onClose={onClose}
      fullScreen
      closeOnEscape={false}
      title={t('organisation.slipTitle')}
      withCloseButton={false}
    >
      <Group className={classes.tools}>
        <Button leftSection={<IconPrinter size={18} aria-hidden />} onClick={() => window.print()}>
          {t('organisation.print')}
        </Button>
        <Button variant="default" onClick={onClose}>
          {t('organisation.close')}
        </Button>
      </Group>
      <div className={classes.sheet} data-print>
        {slips.map((slip) => (
          <section key={slip.personId} className={classes.slip}>
            <div>{slip.unitName}</div>
            <b className={classes.name}>{slip.name}</b>
            <div>
              {t('organisation.slipSignIn')}: <b>{slip.identifiers.join(' / ')}</b>
            </div>
            <div>
              {t('organisation.slipPassword')}: <code className={classes.password}>{slip.password}</code>
            </div>
            <div>{window.location.origin}</div>
            <small>{t('organisation.slipAfter')}</small>
          </section>
        ))}
      </div>
    </Modal>
  )
}
