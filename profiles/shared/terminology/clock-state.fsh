CodeSystem: ClockState
Id: clock-state
Title: "State of a clock"
Description: "TIME-12: derived from the facts, never typed in. Task.businessStatus of a program clock carries it."
* insert LocalCodes
* ^caseSensitive = true
* ^content = #complete
* #not-started "Not started" "Its anchor has not happened."
* #running "Running" "Started, and more than the warning days before it is due."
* #due-soon "Due soon" "Due within the warning days (14 by default)."
* #met "Met" "Done on or before the due day."
* #met-late "Met late" "Done after the due day."
* #excused "Excused" "Not done, with a reason that the requirement allows."
* #overdue "Overdue" "The due day has passed and it is not done."
* #not-applicable "Not applicable" "The requirement does not bind this member."

ValueSet: ClockStateValues
Id: clock-state
Title: "State of a clock"
Description: "Every code of the state of a clock code system."
* insert LocalCodes
* include codes from system ClockState
