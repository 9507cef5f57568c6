import type { Scenario } from './scenario';

const gateway = 'gateway:online-boutique/frontend-gateway:80';
const frontend = 'workload:online-boutique/frontend';
const SERVICES = [
  'adservice',
  'cartservice',
  'checkoutservice',
  'currencyservice',
  'emailservice',
  'frontend',
  'paymentservice',
  'productcatalogservice',
  'recommendationservice',
  'shippingservice',
];
const catalog = {
  from: frontend,
  request: 'POST http://productcatalogservice:3550/hipstershop.ProductCatalogService/ListProducts',
};
const recommendations = {
  from: frontend,
  request: 'POST http://recommendationservice:8080/hipstershop.RecommendationService/ListRecommendations',
};

/** The Online Boutique. */
export const boutique: Readonly<Record<string, Scenario>> = {
  'boutique-system': {
    objects: {
      Deployment: [...SERVICES, 'loadgenerator'].sort(),
      StatefulSet: ['redis-cart'],
      Gateway: ['frontend-gateway'],
      VirtualService: ['frontend'],
    },
    routes: [
      {
        from: gateway,
        request: 'GET http://shop.example.com/',
        gives: 'route frontend.online-boutique:80 100 %',
      },
      {
        from: 'workload:online-boutique/loadgenerator',
        request: 'GET http://frontend/',
        gives: 'route frontend.online-boutique:80 100 %',
      },
    ],
    fields: { 'Service/cartservice spec.ports[0].name': 'grpc' },
  },
  'boutique-frontend-split': {
    objects: { Gateway: ['frontend-gateway'], Service: [...SERVICES, 'redis-cart'].sort() },
    routes: [
      {
        from: gateway,
        request: 'GET http://shop.example.com/',
        gives: 'route frontend.online-boutique:80 original 70 %, frontend.online-boutique:80 v1 30 %',
      },
    ],
  },
  'boutique-faults': {
    objects: { VirtualService: ['productcatalogservice', 'recommendationservice'] },
    routes: [
      { ...recommendations, gives: 'route recommendationservice.online-boutique:8080 100 %, delay 5s 50 %' },
      { ...catalog, gives: 'route productcatalogservice.online-boutique:3550 100 %, abort UNAVAILABLE 50 %' },
      {
        from: frontend,
        request: 'POST http://cartservice:7070/',
        gives: 'route cartservice.online-boutique:7070 100 %',
      },
    ],
  },
  'boutique-resilience': {
    objects: { VirtualService: ['productcatalogservice', 'recommendationservice'] },
    routes: [
      {
        ...catalog,
        gives:
          'route productcatalogservice.online-boutique:3550 100 %, timeout 4s, 3 retries of 1s on 5xx,connect-failure,reset',
      },
      { ...recommendations, gives: 'route recommendationservice.online-boutique:8080 100 %, timeout 2s' },
    ],
  },
};
