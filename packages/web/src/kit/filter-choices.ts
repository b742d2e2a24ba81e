import { type ComboboxItem, type ComboboxParsedItem, isOptionsGroup, type OptionsFilter } from '@mantine/core'
import { fits } from '../collation.ts'

/** What a list still offers while somebody types in it, accents aside: `ho chi minh` finds Thành phố Hồ Chí Minh. */
export const filterChoices: OptionsFilter = ({ options, search }) =>
  options.flatMap((option): ComboboxParsedItem[] => {
    if (!isOptionsGroup(option)) return fitting(option as ComboboxItem, search) ? [option] : []
    const items = option.items.filter((item) => fitting(item, search))
    return items.length > 0 ? [{ ...option, items }] : []
  })

const fitting = (item: ComboboxItem, search: string) => fits(item.label, search)
