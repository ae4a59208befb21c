CodeSystem: AnswerMark
Id: answer-mark
Title: "Mark of an answer"
Description: "What is to be known of an answer as a whole. meta.tag of a Bundle carries it."
* insert LocalCodes
* ^caseSensitive = true
* ^content = #complete
* #may-be-withheld "Protected content may be withheld" "What the caller is may keep content that laws of its own protect (42 CFR Part 2, HIV, mental health, a minor's own care) from them. It is set by who asks and for which types, before anything is looked for: it says nothing of whether there is such content (CARES-CON-07)."

ValueSet: AnswerMarkValues
Id: answer-mark
Title: "Mark of an answer"
Description: "Every code of the mark of an answer code system."
* insert LocalCodes
* include codes from system AnswerMark
