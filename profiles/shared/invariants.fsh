Invariant: member-id
Description: "A MassHealth member ID has exactly twelve digits (LAW-10)."
* severity = #error
* expression = "matches('^[0-9]{12}$')"

Invariant: whole-day
Description: "A clock or gate needs a day: year, month and day (TIME-01)."
* severity = #error
* expression = "toString().length() >= 10"
