/** Name of the release of kube-prometheus-stack, which its Services begin with. */
export const PROMETHEUS_RELEASE = 'kube-prometheus-stack';
