// Keys of services that start with a prefix, which is enough to recognize them in any text.
// Every quantifier that something must follow is bounded or starts at a boundary, so the time is linear in the length of the text.

import { QUOTE } from './quote';

/** More characters of a secret. */
export const REST = '[\\w.~+/=-]*';
// Words in prose do not have a digit or a capital letter among the next characters.
const DIGIT = '(?=[\\w-]{0,80}(?:\\d|[a-z][A-Z]))';

// A random text has small and capital letters and digits, unlike words and names.
const RANDOM = '(?=[\\w+/-]{0,40}\\d)(?=[\\w+/-]{0,40}[A-Z])(?=[\\w+/-]{0,40}[a-z])';
// The first bytes of a private key in DER, written in base64: RSA, PKCS #8 of RSA, Ed25519 and elliptic curves, encrypted PKCS #8, SEC 1, OpenSSH.
// Certificates and public keys begin in another way.
const DER =
  '(?:MII[A-Za-z0-9+/]{3,6}(?:BAAKC|BAAKB)|MI[A-Za-z0-9+/]{2,6}IBADANBgkqhkiG9w0BAQ|MC4CAQAwBQYDK2VwBCIEI|MI[A-Za-z0-9+/]{2,4}AgEAMBAGByqGSM49|MI[A-Za-z0-9+/]{1,4}AgEAMB[A-Za-z0-9+/]GByqGSM49|MI[A-Za-z0-9+/]{2,8}BgkqhkiG9w0BBQ|MHcCAQEEI|MIGkAgEBBD|MIHcAgEBBE|b3BlbnNzaC1rZXktdjE)';
// The lines of base64 that follow the first one.
const MORE_LINES = '(?:(?:\\\\[rn]|\\s){1,8}[A-Za-z0-9+/]{16}[A-Za-z0-9+/]*={0,2}){0,500}';
/**
 * Keys that start with a prefix of their service, in upper and lower case as written: the prefix, and what follows it. Names of models and files may begin
 * with some of them (`isAlsoName`). The prefixes alone are a quick test: few texts contain one, and the pattern of whole keys takes long to compile.
 */
export const PREFIXED: readonly (readonly [prefix: string, rest: string, isAlsoName?: true])[] = [
  // Langfuse: the whole id is the key.
  ['[sp]k-lf-', '[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}'],
  ['sk-', `${DIGIT}[\\w-]{16}${REST}`, true],
  ['[csp]sk-', `${DIGIT}[\\w-]{20}${REST}`, true],
  ['(?:[srp]k_(?:live|test)|whsec|shippo_(?:live|test))_', `[A-Za-z0-9]{8}${REST}`],
  ['sk_', `[0-9a-f]{40}${REST}`],
  [
    '(?:figd|glsa|tgp_v1|wandb_v1|esecret|lin_(?:api|oauth)|sbp|ntn|pscale_(?:tkn|pw|oauth)|sntry[su]|dckr_[op]at)_',
    `${DIGIT}[\\w-]{16}${REST}`,
  ],
  ['(?:gsk|npm|r8|fw|jina|tfp|rdme|secret)_', `${DIGIT}[\\w-]{16}${REST}`, true],
  ['(?:nvapi|PMAK|NRAK|xkeysib|CFPAT|GOCSPX|sq0(?:atp|csp))-', `${DIGIT}[\\w-]{16}${REST}`],
  ['(?:xai|pplx|pul)-', `${DIGIT}[\\w-]{16}${REST}`, true],
  ['lsv2_(?:pt|sk)_', `${DIGIT}[\\w-]{16}${REST}`],
  ['pypi-AgE', '[\\w-]{16}[\\w-]*'],
  ['pypi-', `${DIGIT}\\w{16}${REST}`, true],
  ['(?:hf_|api_org_)', `(?=[A-Z0-9]{0,40}[a-z])(?=[a-z0-9]{0,40}[A-Z])[A-Za-z0-9]{20}${REST}`, true],
  ['(?:gh[pousr]_|github_pat_)', `\\w{16}${REST}`],
  ['gl(?:pat|dt|rt|cbt|ptt|ft|soat|imt|agent|oas|rtr)-', `[\\w-]{16}${REST}`],
  ['GR1348941', '[\\w-]{20}'],
  ['(?:AKIA|ASIA|ABIA|ACCA)', '[0-9A-Z]{16}(?![0-9A-Za-z])'],
  ['AIza', `[\\w-]{35}${REST}`],
  ['ya29\\.', `[\\w-]{16}${REST}`],
  ['1\\/{1,2}0', `[\\w-]{30}${REST}`],
  ['xox[abeoprs](?:\\.xox[bp])?-', `[\\w-]{10}${REST}`],
  ['xapp-\\d-', `[\\w-]{10}${REST}`],
  ['do[por]_v1_', `[0-9a-f]{32}${REST}`],
  ['dp\\.(?:pt|st|sa|ct|scim|audit)\\.', `${DIGIT}[\\w.-]{16}${REST}`],
  ['shp(?:at|ca|pa|ss)_', `[0-9a-fA-F]{16}${REST}`],
  ['SG\\.', `[\\w-]{16,40}\\.[\\w-]{30}${REST}`],
  ['(?:SK|dapi|(?<![-_])key-)', '(?=[0-9A-Za-z]{0,31}\\d)[0-9A-Za-z]{32}(?![0-9A-Za-z])(?:-\\d)?'],
  // A key or a token of Fernet, an account of Twilio with its token, and a token of Dropbox.
  ['Fernet\\(', `\\s{0,8}(?:key\\s{0,4}=\\s{0,4})?b?${QUOTE}(?<fernet>[\\w-]{43}=)`],
  ['gAAAAA', `${RANDOM}[\\w-]{60}${REST}`],
  ['AC', `[0-9a-f]{32}(?:${QUOTE})?[\\s,:]{1,8}(?:${QUOTE})?(?<twilio>[0-9a-f]{32})(?![0-9a-f])`],
  ['sl\\.(?:u\\.)?', `${RANDOM}[\\w-]{40}${REST}`, true],
  // Private keys without their first line, and files of keys and tokens as a whole in base64: `-----BEGIN `, not of a certificate, and `{"`.
  [DER, `[\\w+/]{8}[\\w+/]*={0,2}${MORE_LINES}`],
  ['LS0tLS1CRUdJTi', '(?!BDRVJU|BQVUJMSUM|BYNTA5)[A-Za-z0-9+/]{8}[A-Za-z0-9+/]*={0,2}'],
  ['ZXlK', `${RANDOM}[\\w+/-]{30}${REST}`],
  ['hv[bsr]\\.', `[\\w-]{20}${REST}`],
  ['[A-Za-z0-9]{14}\\.atlasv1', `\\.[\\w-]{40}${REST}`],
  ['AT[AC]TT3', `[\\w-]{20}${REST}`],
  ['EAA', `[A-Za-z0-9]{60}${REST}`],
  ['[\\w~.-]{3}8Q~', `[\\w~.-]{31}${REST}`],
  ['AGE-SECRET-KEY-1', '[0-9A-Z]{20}[0-9A-Z]*'],
  ['ops_eyJ', `[\\w-]{20}${REST}`],
  // A token of a bot, also in an address: `/bot123456789:AA…`.
  ['[A-Za-z]{0,20}\\d{6,12}:AA', '[\\w-]{30,40}'],
  ['(?:rubygems|sq[apu]|bku[ar])_', `[0-9a-f]{40}${REST}`],
  [
    '(?:rpa|nf[copu]|pn[bu]|npg|apify_api|glc|fm[12][a-z]?|CCIPAT|pcsk|sb_secret|vercel_blob_rw)_',
    `${RANDOM}[\\w+/-]{12}${REST}`,
    true,
  ],
  ['(?:tvly-(?:dev-)?|HRKU-|pa-|tskey-[a-z]{3,9}-)', `${RANDOM}(?=[A-Za-z0-9]{12})[\\w-]{20}${REST}`],
  [
    '(?:ph[xs]|sgp|isat|figo|duffel_(?:live|test)|rzp_(?:live|test)|FLWSECK(?:_TEST)?|fio-u|xsmtpsib|NRII|NRBR|EZAK|EZTK|BBDC)[_-]',
    `${DIGIT}[\\w-]{16}${REST}`,
    true,
  ],
  // These are also the beginnings of words: `up_to_date`.
  ['(?:rnd|up|cfut|tr_(?:dev|prod)|y0|AQVN)_', `${RANDOM}(?=[A-Za-z0-9]{12})[\\w-]{16}${REST}`],
  ['re_', `[A-Za-z0-9]{8}_${DIGIT}[A-Za-z0-9]{20}${REST}`],
  ['(?:ls__|e2b_|KGAT_|fc-|key_|signkey-[a-z]{1,8}-|ms-|db-)', `[0-9a-f]{32}${REST}`],
  ['(?:ATBB|ATTA|BSA|dose|dkea)', `${RANDOM}[\\w-]{24}${REST}`],
  ['(?:oy2|CLOJARS_)', `(?=[a-z]{0,40}\\d)[a-z0-9]{43}${REST}`],
  ['dt0[a-z]\\d\\d\\.', `[A-Za-z0-9]{8,40}\\.${DIGIT}[A-Za-z0-9]{20}${REST}`],
  ['EZ[AT]K', `(?=[A-Za-z]{0,40}\\d)[A-Za-z0-9]{40}${REST}`],
  ['vk1\\.a\\.', `[\\w-]{20}${REST}`],
  // A token of Azure DevOps does not have a prefix, so its name is a part of the form.
  ['pat=', '(?<azure>(?=[A-Za-z]{0,51}\\d)[A-Za-z0-9]{52})(?![A-Za-z0-9])'],
  ['SWMTKN-1-', '[0-9a-z]{40,60}-[0-9a-z]{20,30}'],
  ['(?:AQ\\.Ab|eyJrIjoi)', `[\\w+/-]{30}${REST}`],
  ['[sb]\\.', `${RANDOM}[A-Za-z0-9]{24}(?![\\w.])`],
  ['(?:access-(?:sandbox|development|production)|sdk)-', '[0-9a-f]{8}-[0-9a-f-]{27}'],
  ['cio', `${RANDOM}[A-Za-z0-9]{32}(?![\\w-])`],
  ['A3-', '[0-9A-Z]{6}-(?:[0-9A-Z]{5,11}-){2,5}[0-9A-Z]{5}'],
  ['v1\\.0-', '[0-9a-f]{24}-[0-9a-f]{100,200}'],
  // Other services use a word for a key in their prefix: `acme_live_…`, `acme-key-…`.
  [
    '(?:[a-z][a-z0-9]{1,15}[_-]){0,2}(?:[sr]k|key|tok|token|pat|secret|api|live|auth)[_-]',
    `${RANDOM}(?=[A-Za-z0-9]{16})[\\w+/-]{20}${REST}`,
  ],
  ['a[ks]-', `${RANDOM}[A-Za-z0-9]{22}(?![\\w-])`],
  ['(?:LTAI|AKID)', `${RANDOM}[A-Za-z0-9]{12,40}(?![A-Za-z0-9])`],
  ['(?:AKCp|ABSK|cmVmdGtuOj)', `[\\w+/=-]{40}${REST}`],
  ['pat', '[A-Za-z0-9]{14}\\.[0-9a-f]{64}(?![0-9a-f])'],
  ['[0-9a-f]{32}\\.', `${RANDOM}[A-Za-z0-9]{16}(?![\\w.])`],
  ['[0-9a-f]{32}-us', '\\d{1,2}(?![\\w-])'],
  ['access_token\\$(?:production|sandbox)\\$', '[0-9a-z]{16}\\$[0-9a-f]{32}'],
  [
    '_?auth',
    `(?:${QUOTE})?\\s{0,4}[:=]\\s{0,4}(?:${QUOTE})?(?<auth>(?!OAuth)${RANDOM}(?=[A-Za-z0-9]{12})[\\w+/-]{16}${REST})`,
  ],
  ['(?<!-)[MNO][\\w-]{23,27}', '\\.[\\w-]{6}\\.[\\w-]{27,40}'],
];
