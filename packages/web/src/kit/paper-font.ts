// The letters of every paper on screen, as it will print: regular, italic (legal bases) and bold (headings).
import '@fontsource/tinos/latin-400.css'
import '@fontsource/tinos/latin-400-italic.css'
import '@fontsource/tinos/latin-700.css'
import '@fontsource/tinos/latin-700-italic.css'
import '@fontsource/tinos/vietnamese-400.css'
import '@fontsource/tinos/vietnamese-400-italic.css'
import '@fontsource/tinos/vietnamese-700.css'
import '@fontsource/tinos/vietnamese-700-italic.css'
