import '@fontsource/tinos/latin-400.css'
import '@fontsource/tinos/latin-400-italic.css'
import '@fontsource/tinos/latin-700.css'
import '@fontsource/tinos/vietnamese-400.css'
import '@fontsource/tinos/vietnamese-400-italic.css'
import '@fontsource/tinos/vietnamese-700.css'
import { useT } from '../i18n/index.ts'
import classes from './letterhead.module.css'
import type { Setting } from './unit.ts'

type Printed = Pick<
  Setting,
  'superiorLines' | 'issuerLines' | 'place' | 'symbol' | 'signAuthority' | 'headTitle' | 'deputyTitle'
>

function Lines({ lines, bold }: { lines: readonly string[]; bold?: boolean }) {
  return lines.map((line, at) => (
    // biome-ignore lint/suspicious/noArrayIndexKey: printed lines have no identity but their place
    <div key={at} className={bold ? classes.bold : undefined}>
      {line}
    </div>
  ))
}

/**
 * Head and signatures of a paper as they print (NĐ 30/2020, Phụ lục I, II.1–4 and II.7). In Vietnamese in both languages: it
 * is the paper itself.
 */
export function LetterheadPreview({ setting, day }: { setting: Printed; day: string }) {
  const t = useT()
  const [year = '', month = '', date = ''] = day.split('-')
  // days below ten and the first two months are written with a zero (II.4.c)
  const dateLine = t('organisation.head.dateLine', {
    place: setting.place,
    day: date,
    month: Number(month) <= 2 ? month : String(Number(month)),
    year,
  })
  return (
    <figure className={classes.sheet} lang="vi">
      <figcaption className="visually-hidden">{t('organisation.head.preview')}</figcaption>
      <div className={classes.paper}>
        <div className={classes.head}>
          <div>
            <Lines lines={setting.superiorLines} />
            <Lines lines={setting.issuerLines} bold />
            <div className={classes.shortLine} />
            <div className={classes.number}>{t('organisation.head.number', { symbol: setting.symbol })}</div>
          </div>
          <div>
            <div className={classes.bold}>{t('organisation.head.national')}</div>
            <div className={classes.motto}>{t('organisation.head.motto')}</div>
            <div className={classes.italic}>{dateLine}</div>
          </div>
        </div>
        <div className={classes.gap} aria-hidden>
          <i />
          <i />
          <i />
        </div>
        <div className={classes.signs}>
          <div>
            <small>{t('organisation.head.headSigns')}</small>
            <Lines lines={setting.signAuthority} bold />
            <div className={classes.bold}>{setting.headTitle}</div>
          </div>
          <div>
            <small>{t('organisation.head.deputySigns')}</small>
            <Lines lines={setting.signAuthority} bold />
            <div className={classes.bold}>KT. {setting.headTitle}</div>
            <div className={classes.bold}>{setting.deputyTitle}</div>
          </div>
        </div>
      </div>
    </figure>
  )
}
