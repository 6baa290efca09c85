/**
 * Names that nobody wrote: pure. In: an id, class, test id or a part of a path; out: who made it up, in words. What a library counts up is
 * another one with the next element before it, what a build makes of the styles with the next build.
 */

/** Who makes up such names. */
const MAKERS: readonly (readonly [RegExp, string])[] = [
  [/:[rR][a-z\d]*:|«[rR][a-z\d]*»|(^|[-_])_[rR]_[a-z\d]+_/, "React counts it up"],
  [/^css-([a-z\d]*\d|[a-z]{5,})|^emotion-\d/, "Emotion makes it of the styles"],
  [/^sc-(?=[a-zA-Z]*[A-Z\d])[a-zA-Z\d]{5,}/, "styled-components makes it"],
  [/^Mui[A-Z]/, "the library MUI gives it to all of its kind"],
  [/^(mantine|fui)-[A-Z]/, "its library gives it to all of its kind"],
  [/^((make|with)Styles|jss|PrivateSwitchBase)-?.*\d+$/, "JSS counts it up"],
  [/^svelte-[a-z\d]{5,}$/, "Svelte makes it of the styles"],
  [/^jsx-\d+$/, "styled-jsx makes it of the styles"],
  [/^_?ng(content|host|-tns|-c)-?.*\d/, "Angular counts it up"],
  [/^data-v-[\da-f]{6,}$/, "Vue makes it of the file's name"],
  [/^v(-\d+)+$|-v-\d+(-\d+)*$/, "Vue counts it up"],
  [/^(data-)?astro-[a-z\d-]{5,}$/i, "Astro makes it of the styles"],
  [/^_[\w-]+_[a-z\d]{4,8}_\d+$|___[\w-]{4,}$/i, "CSS modules make it of the styles"],
  [/^_(?=[a-z]*\d)[a-z\d]{3,5}$/, "a build makes it of the styles"],
  [/^ctl\d+(_|\$)|_ctl\d+/, "ASP.NET counts it up"],
  [/(^|:)j_id(t?\d|_)/, "JSF counts it up"],
  [/^(phx|lw|wire)-(?=.*[\dA-Z])[\w-]{4,}$/, "the server makes it up for each page"],
  [/(^|[-:_])(vaadin-[a-z-]+|cl|lwc?|lightning|kobalte|zag)[-:_]\d+/, "its library counts it up"],
  [
    /^(Dropdown|ChoiceGroup|ComboBox|TextField|Toggle|Checkbox|Dialog|Modal|Panel|Pivot|Callout|SearchBox)\d+(-|$)/,
    "Fluent counts it up",
  ],
  [
    /^(input|checkbox|radio|select|button|switch|slider|combobox|listbox|popover|popper|tooltip|dropdown|(id|uid|gid)_*)[-_:]?\d{2,}$/i,
    "so a library counts up what it has no name for",
  ],
  [
    /^(ember|ext-|yui_|gwt-uid|ui-id|isc_|dijit_|select2|cke_|mce_|tinymce|react-(aria|select|tabs)|headlessui|radix|reka|downshift|rc[-_]|antd-|el-id|el-popper|mat-|cdk-|mui-|p-\w+-|p[nvr]_id_|mantine|chakra|vuetify|field-|aria-|reach-|bits-|melt-|ark-|hs-|sl-|ion-|fluent-|stencil-|flowbite-|id__|floating-ui|popper|tippy)[\w:-]*\d/i,
    "its library counts it up",
  ],
];
/** Of words with digits in them that people write. */
const KNOWN =
  /^(i18n|l10n|a11y|k8s|w3c|e2e|b2b|b2c|h264|mp[34]|oauth2?|sha\d+|md5|utf8|x509|s3|ec2|2fa|mfa2|web3|html5|css3|es\d+|https|x?html)$/i;
const UUID = /[\da-f]{8}-[\da-f]{4}-[\da-f]{4}-[\da-f]{4}-[\da-f]{12}/i;

/** Whether nobody would write this: letters and digits in a muddle, or a mix of cases that makes no words. */
export function isRandom(segment: string): boolean {
  if (KNOWN.test(segment)) return false;
  const turns = segment.match(/\p{L}+|\d+/gu)?.length ?? 0;
  if (segment.length < 5) return turns > 3;
  if (/\d/.test(segment) && /\p{L}/u.test(segment)) return turns > 2 || /^\d+\p{L}+$/u.test(segment);
  if (/^[\da-f]{8,}$/i.test(segment) && /\d/.test(segment)) return true;
  if (/^[a-z]{5,}$/i.test(segment) && !/[aeiouyæøåäöü]/i.test(segment)) return true;
  const humps = segment.match(/[A-Z]+[a-z]*|[a-z]+/g) ?? [];
  return humps.length > 2 && segment.length / humps.length < 2.6;
}

/** Null where it looks written by a person. */
export function findMaker(token: string): string | null {
  const maker = MAKERS.find(([pattern]) => pattern.test(token))?.[1];
  if (maker) return maker;
  if (UUID.test(token)) return "it has the id of a record";
  const segments = token.split(/[^\p{L}\d]+/u).filter(Boolean);
  if (segments.some(isRandom)) return "it has a hash in it";
  return segments.some((one) => /\d{4,}$/.test(one) || /^\d{3,}$/.test(one)) ? "it has the number of a record" : null;
}
