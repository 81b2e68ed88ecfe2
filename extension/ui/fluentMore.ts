/** The Fluent UI components that not every first screen uses. */
import '@fluentui/web-components/badge.js'
import '@fluentui/web-components/spinner.js'
import '@fluentui/web-components/text-input.js'
import '@fluentui/web-components/textarea.js'
