// What a page carries beside its lines: table heads, page numbers, names of trusts, keys. It is set apart and does not
// end the line that a page's end broke.

const HEAD_WORDS = new Set("criteria criterion factor factors requirement requirements attribute attributes area areas category no ref description essential desirable e d assessed assessment assess by at how method methods means of to be measured measure evidence evidenced tested identified identification stage weighting and or where".split(" "));
const NAMES_OF_HEADS = /\b(?:essential\b.*\bdesirable|e\s*\/\s*d|(?:criteri(?:a|on)|factors?|requirements?|attributes?)\b.*\b(?:assess\w*|measured|evidenced?|tested))\b/i;
const PAGE = /^(?:.{0,80}\s)?(?:page|tudalen)\s+\d{1,3}(?:\s*(?:of|o|\/)\s*\d{1,3})?\b(?:\s.{0,30})?$|^[-–]\s*\d{1,3}\s*[-–]$|^\d{1,3}$|^\d{1,3}\s*(?:of|\/)\s*\d{1,3}$/i;
const TRUST = /\b(?:NHS (?:Foundation )?Trust|Foundation Trust|Health Board|Hospitals? Trust|Integrated Care Board)$/;
const REFERENCE = /^(?:job\s+)?(?:ref(?:erence)?|version|issue|vacancy)\b\.?\s*(?:no\.?|number)?\s*[:\d]/i;
const TITLE = /\b(?:person(?:al)? specification|job description)\b/i;
const POST = /^(?:post|role|job title|post title|title|grade|band|salary|location|base|department|division|directorate|trust|employer|health board|reports to|responsible to|accountable to|hours)\s*:/i;
const KEY = /^(?:key|please note|note)\b.*:|^(?:[a-z]{1,3}\s*=\s*\w+)|(?:\b[A-Z]{1,2}\s*=\s*\w+.*){2}/i;

/** The heads of a table without its columns: "Criteria Essential Desirable Assessed by". */
const isHead = (text) => NAMES_OF_HEADS.test(text) && (text.toLowerCase().match(/[a-z]+/g) ?? []).every((word) => HEAD_WORDS.has(word));

/** The name of a trust alone, which stands at the head or foot of its pages. */
const isTrust = (text) => TRUST.test(text) && text.split(/\s+/).every((word) => /^[A-Z(&,]|^(?:and|of|the|for)$/.test(word));

/** Whether a row of a page is no line of the specification wherever it stands. */
export const isFurniture = (text) => PAGE.test(text) || isHead(text) || isTrust(text) || REFERENCE.test(text) || KEY.test(text);

/** Whether a row tells of the post and the paper, and asks for nothing. */
export const isOfThePost = (text) => (TITLE.test(text) && text.split(/\s+/).length < 14) || POST.test(text);
