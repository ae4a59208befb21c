Invariant: member-id
Description: "A MassHealth member ID has exactly twelve digits (LAW-10)."
* severity = #error
* expression = "matches('^[0-9]{12}$')"

Invariant: whole-day
Description: "A clock or gate needs a day: year, month and day (TIME-01)."
* severity = #error
* expression = "toString().length() >= 10"

Invariant: npi
Description: "An NPI has ten digits, the last of which checks the others with the prefix 80840 (Luhn)."
* severity = #error
* expression = "matches('^[0-9]{10}$') and (24 + select(iif(substring(0,1).toInteger() * 2 > 9, substring(0,1).toInteger() * 2 - 9, substring(0,1).toInteger() * 2) + substring(1,1).toInteger() + iif(substring(2,1).toInteger() * 2 > 9, substring(2,1).toInteger() * 2 - 9, substring(2,1).toInteger() * 2) + substring(3,1).toInteger() + iif(substring(4,1).toInteger() * 2 > 9, substring(4,1).toInteger() * 2 - 9, substring(4,1).toInteger() * 2) + substring(5,1).toInteger() + iif(substring(6,1).toInteger() * 2 > 9, substring(6,1).toInteger() * 2 - 9, substring(6,1).toInteger() * 2) + substring(7,1).toInteger() + iif(substring(8,1).toInteger() * 2 > 9, substring(8,1).toInteger() * 2 - 9, substring(8,1).toInteger() * 2) + substring(9,1).toInteger())) mod 10 = 0"
