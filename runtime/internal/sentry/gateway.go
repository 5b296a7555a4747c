package sentry

// GatewayVerb is the first argument of the process of a gateway.
const GatewayVerb = "network"

// Descriptors of a gateway.
const (
	GatewayOrdersFD   = 3 // closed by the worker when the command has ended
	GatewayReportFD   = 4
	GatewayLinkFD     = 5 // a socket of packet(7)
	GatewayListenerFD = 6 // the first
)

// GatewayNearAddress is the link address of the interface of a command. Its kernel sends packets to
// this address too, because the interface has no ARP.
const GatewayNearAddress = "\x02\x00\x00\x00\x00\x01"

// GatewayResolver is the address at which a gateway answers DNS queries. It is link-local, so no
// other host has it.
const GatewayResolver = "169.254.1.1"
