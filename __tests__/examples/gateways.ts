import type { Scenario } from './scenario';

const at = (gateway: string, port = 80) => `gateway:default/${gateway}:${port}`;
const customers = 'route customers.default:80 v1 100 %';

/** Ways in. */
export const gateways: Readonly<Record<string, Scenario>> = {
  'gateway-multi-host': {
    objects: { Gateway: ['my-gateway'], VirtualService: ['service-a', 'service-b'] },
    routes: [
      {
        from: at('my-gateway'),
        request: 'GET http://dev.example.com/',
        gives: 'route service-a.default:80 100 %',
      },
      {
        from: at('my-gateway'),
        request: 'GET http://test.example.com/',
        gives: 'route service-b.default:80 100 %',
      },
      { from: at('my-gateway'), request: 'GET http://other.example.com/', gives: 'no_route 404' },
    ],
  },
  'gateway-host-filtering': {
    objects: { Gateway: ['my-gateway'], VirtualService: ['customers'] },
    routes: [
      { from: at('my-gateway'), request: 'GET http://api.example.com/', gives: customers },
      { from: at('my-gateway'), request: 'GET http://hello.example.com/', gives: 'no_route 404' },
      { from: 'workload:default/web-frontend', request: 'GET http://customers/', gives: customers },
    ],
  },
  'cross-namespace-gateway': {
    objects: { Gateway: ['shared-gateway'], VirtualService: ['customers'] },
    routes: [
      {
        from: 'gateway:istio-system/shared-gateway:80',
        request: 'GET http://customers.example.com/',
        gives: customers,
      },
    ],
    fields: { 'VirtualService/customers spec.gateways': ['istio-system/shared-gateway'] },
  },
  'hello-world-gateway': {
    objects: { Gateway: ['gateway'], VirtualService: ['hello-world'], HTTPRoute: [] },
    routes: [
      {
        from: at('gateway'),
        request: 'GET http://any.example.com/',
        gives: 'route hello-world.default:80 100 %',
      },
    ],
  },
  'hello-world-gateway-api': {
    objects: { Gateway: ['http-gateway'], HTTPRoute: ['hello-world'], VirtualService: [] },
    routes: [
      {
        from: at('http-gateway'),
        request: 'GET http://any.example.com/',
        gives: 'route hello-world.default:80 100 %',
      },
    ],
    fields: { 'Gateway/http-gateway spec.listeners[0].allowedRoutes.namespaces.from': 'All' },
  },
  'gateway-api-hello': {
    objects: { Gateway: ['my-k8s-gateway'], HTTPRoute: ['my-route'] },
    routes: [
      {
        from: at('my-k8s-gateway'),
        request: 'GET http://any.example.com/hello/x',
        gives: 'route hello-service.default:8080 100 %',
      },
      { from: at('my-k8s-gateway'), request: 'GET http://any.example.com/helloworld', gives: 'no_route 404' },
    ],
    fields: { 'Gateway/my-k8s-gateway spec.listeners[0].allowedRoutes.namespaces.from': 'Same' },
  },
  'httproute-matching': {
    objects: { Gateway: ['http-gateway'], HTTPRoute: ['customers'] },
    routes: [
      ['/v1/x', 'Firefox/140.0', 'customers-service'],
      ['/v1/x', 'Chrome/140.0', 'other-browsers'],
      ['/v2/x', 'Firefox/140.0', 'other-browsers'],
    ].map(([path = '', agent = '', service = '']) => ({
      from: at('http-gateway'),
      request: `GET http://any.example.com${path}`,
      headers: { 'user-agent': agent },
      gives: `route ${service}.default:8080 100 %`,
    })),
  },
};
