CodeSystem: DeliveryChannel
Id: delivery-channel
Title: "Delivery channel"
Description: "How something reached its recipient."
* insert LocalCodes
* ^caseSensitive = true
* ^content = #complete
* #certified-mail "Certified mail"
* #mail "Mail"
* #electronic "Electronic"
* #portal "Member portal"
* #fax "Fax"
* #direct "Direct message"
* #in-hand "In hand"

ValueSet: DeliveryChannelValues
Id: delivery-channel
Title: "Delivery channel"
Description: "Every code of the delivery channel code system."
* insert LocalCodes
* include codes from system DeliveryChannel
