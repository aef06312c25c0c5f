// The addresses in reports. They follow from the name under which the extension is published.
import { name, publisher } from '../../../../../package.json';

/** The page of KynML for VS Code. */
export const HOME = `https://marketplace.visualstudio.com/items?itemName=${publisher}.${name}`;

/** The page, with the code of a rule as its anchor. `kyn explain` prints the documentation of the rule. */
export const ruleAddress = (code: string): string => `${HOME}#${code}`;
