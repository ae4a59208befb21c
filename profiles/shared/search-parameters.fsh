Instance: task-due
InstanceOf: SearchParameter
Title: "Task by due day"
Description: "Tasks by the end of the period in which they are to be done."
Usage: #definition
* url = "https://cares-fhir.example.org/SearchParameter/task-due"
* version = "0.1.0"
* name = "TaskDue"
* status = #active
* experimental = false
* publisher = "cares-fhir"
* description = "Tasks by the end of the period in which they are to be done (Task.restriction.period.end)."
* code = #due
* base = #Task
* type = #date
* expression = "Task.restriction.period.end"
* xpath = "f:Task/f:restriction/f:period/f:end"
* xpathUsage = #normal
* comparator[0] = #eq
* comparator[+] = #ne
* comparator[+] = #gt
* comparator[+] = #ge
* comparator[+] = #lt
* comparator[+] = #le
