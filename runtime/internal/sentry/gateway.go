package sentry

// Name is the first argument of each process of cooper-sentry.
const Name = "cooper-sentry"

// Verbs of cooper-sentry: to run a command, and to be the network of one.
const (
	KernelVerb  = "run"
	GatewayVerb = "network"
)

// Descriptors of a gateway.
const (
	GatewayOrdersFD   = 3 // closed by the worker when the command has ended
	GatewayReportFD   = 4
	GatewayLinkFD     = 5 // the link to the command
	GatewayListenerFD = 6 // the first
)

// GatewayNearAddress is the link address of the interface of a command. Its kernel sends packets to
// this address too, because the interface has no ARP.
const GatewayNearAddress = "\x02\x00\x00\x00\x00\x01"

// Addresses of a command behind a gateway, and the length of their prefixes. Each command has a network of
// its own, so they are always the same.
const (
	GatewayIPv4       = "10.0.2.100"
	GatewayIPv4Prefix = 24
	GatewayIPv6       = "fd00:c0:9e6::100"
	GatewayIPv6Prefix = 64
)

// Packets between a command and its gateway. Segments of up to GatewaySegment bytes cross the link in one
// piece.
const (
	GatewayMTU     = 1500
	GatewaySegment = 65536
)

// GatewayResolver is the address at which a gateway answers DNS queries. It is link-local, so no
// other host has it.
const GatewayResolver = "169.254.1.1"
