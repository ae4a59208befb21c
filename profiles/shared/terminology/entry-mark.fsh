CodeSystem: EntryMark
Id: entry-mark
Title: "Mark of an entry"
Description: "How a record was entered. meta.tag carries it."
* insert LocalCodes
* ^caseSensitive = true
* ^content = #complete
* #late-entry "Late entry" "Entered longer after the event than the setting late-entry-days allows (TIME-10). The server sets it."

ValueSet: EntryMarkValues
Id: entry-mark
Title: "Mark of an entry"
Description: "Every code of the mark of an entry code system."
* insert LocalCodes
* include codes from system EntryMark
