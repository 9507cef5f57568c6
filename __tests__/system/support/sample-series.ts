import type { InputSeries } from './promtool';

/** The service that all requests are to. */
export const host = 'orders.shop.svc.cluster.local';

/** Requests to the orders with a status code, as one side counts them. */
export const requests = (code: number, values: string, reporter = 'destination'): InputSeries => ({
  [`istio_requests_total{reporter="${reporter}",destination_service="${host}",response_code="${code}"}`]:
    values,
});
/** Requests that all take between the bounds of two neighbouring buckets. */
export const durations = (below: number, within: number, bound = (ms: number) => `${ms}`): InputSeries => {
  const labels = `reporter="destination",destination_service="${host}",response_code="200"`;
  const bucket = `istio_request_duration_milliseconds_bucket{${labels}`;
  return {
    [`${bucket},le="${bound(below)}"}`]: '0x400',
    [`${bucket},le="${bound(within)}"}`]: '0+60x400',
    [`${bucket},le="+Inf"}`]: '0+60x400',
    [`istio_request_duration_milliseconds_count{${labels}}`]: '0+60x400',
  };
};
/** Pods of a Deployment: wanted, and in service. */
export const deployment = (wanted: number, available: number): InputSeries => ({
  'kube_deployment_spec_replicas{namespace="shop",deployment="orders"}': `${wanted}x400`,
  'kube_deployment_status_replicas_available{namespace="shop",deployment="orders"}': `${available}x400`,
});
/** Pods of a StatefulSet: wanted, and in service. */
export const statefulSet = (wanted: number, ready: number): InputSeries => ({
  'kube_statefulset_replicas{namespace="shop",statefulset="redis"}': `${wanted}x400`,
  'kube_statefulset_status_replicas_ready{namespace="shop",statefulset="redis"}': `${ready}x400`,
});
const container = 'namespace="shop",pod="orders-7f9c-x2x",container="backend"';
/** A container that uses some CPUs all the time, and its limit. */
export const cpu = (cores: number, limit: string): InputSeries => ({
  [`container_cpu_usage_seconds_total{${container}}`]: `0+${cores * 60}x400`,
  [`kube_pod_container_resource_limits{${container},resource="cpu"}`]: limit,
});
/** A container that holds some bytes, and its limit. */
export const memory = (bytes: number, limit: string, name = container): InputSeries => ({
  [`container_memory_working_set_bytes{${name}}`]: `${bytes}x400`,
  [`kube_pod_container_resource_limits{${name},resource="memory"}`]: limit,
});
/** Whether a Job has failed: 1 or 0. */
export const job = (name: string, failed: number): InputSeries => ({
  [`kube_job_failed{namespace="shop",job_name="${name}",condition="true"}`]: `${failed}x400`,
});
/** The length of a list or set in Redis. */
export const keys = (values: string, key = 'rq:queue:default'): InputSeries => ({
  [`redis_key_size{key="${key}"}`]: values,
});
/** A share of the requests fails, from the start. */
export const failing = (perMille: number): InputSeries => ({
  ...requests(200, `0+${1000 - perMille}x5000`),
  ...requests(500, `0+${perMille}x5000`),
});
