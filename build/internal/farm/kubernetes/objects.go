package kubernetes

import (
	"encoding/json"
	"time"
)

// This file has what cooper reads of the objects of a cluster.

// metadata is metav1.ObjectMeta.
type metadata struct {
	Name              string            `json:"name,omitempty"`
	Namespace         string            `json:"namespace,omitempty"`
	UID               string            `json:"uid,omitempty"`
	ResourceVersion   string            `json:"resourceVersion,omitempty"`
	CreationTimestamp time.Time         `json:"creationTimestamp,omitzero"`
	DeletionTimestamp *time.Time        `json:"deletionTimestamp,omitempty"`
	Labels            map[string]string `json:"labels,omitempty"`
	Annotations       map[string]string `json:"annotations,omitempty"`
	OwnerReferences   []ownerReference  `json:"ownerReferences,omitempty"`
}

type ownerReference struct {
	APIVersion string `json:"apiVersion"`
	Kind       string `json:"kind"`
	Name       string `json:"name"`
	UID        string `json:"uid"`
}

// condition is a condition of a pod or a Job.
type condition struct {
	Type    string `json:"type"`
	Status  string `json:"status"`
	Reason  string `json:"reason"`
	Message string `json:"message"`
}

// job is batch/v1 Job.
type job struct {
	APIVersion string    `json:"apiVersion"`
	Kind       string    `json:"kind"`
	Metadata   metadata  `json:"metadata"`
	Spec       any       `json:"spec,omitempty"`
	Status     jobStatus `json:"status,omitzero"`
}

type jobStatus struct {
	Conditions []condition `json:"conditions,omitempty"`
	Active     int         `json:"active,omitempty"`
	Succeeded  int         `json:"succeeded,omitempty"`
	Failed     int         `json:"failed,omitempty"`
	StartTime  *time.Time  `json:"startTime,omitempty"`
}

// pod is v1 Pod.
type pod struct {
	Metadata metadata `json:"metadata"`
	Spec     struct {
		NodeName string `json:"nodeName"`
	} `json:"spec"`
	Status struct {
		Phase             string            `json:"phase"`
		Reason            string            `json:"reason"`
		Message           string            `json:"message"`
		Conditions        []condition       `json:"conditions"`
		ContainerStatuses []containerStatus `json:"containerStatuses"`
	} `json:"status"`
}

type containerStatus struct {
	Name  string `json:"name"`
	Image string `json:"image"`
	State struct {
		Waiting    *waiting    `json:"waiting"`
		Running    *struct{}   `json:"running"`
		Terminated *terminated `json:"terminated"`
	} `json:"state"`
}

type waiting struct {
	Reason  string `json:"reason"`
	Message string `json:"message"`
}

type terminated struct {
	ExitCode int    `json:"exitCode"`
	Signal   int    `json:"signal"`
	Reason   string `json:"reason"`
	Message  string `json:"message"`
}

// secret is v1 Secret.
type secret struct {
	APIVersion string            `json:"apiVersion"`
	Kind       string            `json:"kind"`
	Metadata   metadata          `json:"metadata"`
	Type       string            `json:"type"`
	Immutable  bool              `json:"immutable"`
	Data       map[string][]byte `json:"data"`
}

// clusterEvent is v1 Event.
type clusterEvent struct {
	Reason        string    `json:"reason"`
	Message       string    `json:"message"`
	LastTimestamp time.Time `json:"lastTimestamp"`
	// InvolvedObject is what it is about.
	InvolvedObject metadata `json:"involvedObject"`
}

// list is a list of objects.
type list[T any] struct {
	Metadata metadata `json:"metadata"`
	Items    []T      `json:"items"`
}

// watched is an event of a watch.
type watched struct {
	Type   string          `json:"type"`
	Object json.RawMessage `json:"object"`
}

// build is the container of a pod in which cooper runs.
func (p *pod) build() *containerStatus {
	for i := range p.Status.ContainerStatuses {
		if c := &p.Status.ContainerStatuses[i]; c.Name == containerName {
			return c
		}
	}
	return nil
}

// condition finds a condition that holds, or one of false.
func find(list []condition, kind, status string) *condition {
	for i := range list {
		if c := &list[i]; c.Type == kind && c.Status == status {
			return c
		}
	}
	return nil
}

// ended reports whether nothing of a pod runs any more.
func (p *pod) ended() bool {
	return p.Status.Phase == "Succeeded" || p.Status.Phase == "Failed"
}
