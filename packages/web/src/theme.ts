import { type CSSVariablesResolver, createTheme } from '@mantine/core'

/** One accent, a deep green-blue; everything else on screen is neutral or a status. White on shade 8 is 6.3 : 1. */
export const theme = createTheme({
  primaryColor: 'accent',
  primaryShade: { light: 8, dark: 7 },
  colors: {
    accent: [
      '#e8f5f5',
      '#d3eaeb',
      '#a5d3d6',
      '#75bcc0',
      '#4fa8ad',
      '#37999f',
      '#1f8a91',
      '#09777e',
      '#006a71',
      '#00575d',
    ],
    // Mantine's dark greys are warm; these stand on the page's own.
    dark: [
      '#e6e9ec',
      '#b9c1c8',
      '#98a2ab',
      '#69737c',
      '#3c444b',
      '#30373d',
      '#20262b',
      '#171b1f',
      '#14171b',
      '#111418',
    ],
  },
  fontFamily: "'Be Vietnam Pro', system-ui, sans-serif",
  headings: { fontFamily: "'Be Vietnam Pro', system-ui, sans-serif", fontWeight: '600' },
  fontSizes: { xs: '0.8125rem', sm: '0.875rem', md: '0.9375rem', lg: '1.0625rem', xl: '1.25rem' },
  lineHeights: { xs: '1.4', sm: '1.45', md: '1.55', lg: '1.5', xl: '1.4' },
  defaultRadius: 'md',
  cursorType: 'pointer',
  respectReducedMotion: true,
  components: {
    // Their <header> would be a second banner of the page for a screen reader.
    ModalHeader: { defaultProps: { role: 'none' } },
    DrawerHeader: { defaultProps: { role: 'none' } },
    // Its focusable placeholder is no child a menu may have.
    Menu: { defaultProps: { withInitialFocusPlaceholder: false } },
  },
})

/** Mantine's own greys for hints and errors fall short of 4.5 : 1 (WCAG 2.2, 1.4.3); these do not. */
export const contrastVariables: CSSVariablesResolver = () => ({
  variables: {},
  light: {
    '--mantine-color-dimmed': '#56606a',
    '--mantine-color-placeholder': '#69737c',
    '--mantine-color-error': '#b42318',
    '--mantine-color-text': '#1b2126',
    '--mantine-color-body': '#ffffff',
    '--mantine-color-default-border': '#d5dade',
  },
  dark: {
    '--mantine-color-dimmed': '#a9b2ba',
    '--mantine-color-placeholder': '#98a2ab',
    '--mantine-color-error': '#ff9b91',
    '--mantine-color-text': '#e6e9ec',
    '--mantine-color-body': '#171b1f',
    '--mantine-color-default-border': '#363d44',
  },
})
