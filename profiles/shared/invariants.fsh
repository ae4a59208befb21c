Invariant: member-id
Description: "A MassHealth member ID has exactly twelve digits (LAW-10)."
* severity = #error
* requirements = "LAW-10"
* expression = "matches('^[0-9]{12}$')"

Invariant: whole-day
Description: "A clock or gate needs a day: year, month and day (TIME-01)."
* severity = #error
* requirements = "TIME-01"
* expression = "toString().length() >= 10"
