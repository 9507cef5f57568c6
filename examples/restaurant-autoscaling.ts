// Two to six pods per service by load, of which at most one is taken away at a time.
import { Chart } from 'cdk8s';
import type { Construct } from 'constructs';
import { Restaurant } from './apps/restaurant';

export default class RestaurantAutoscaling extends Chart {
  constructor(scope: Construct, id: string) {
    super(scope, id, { namespace: 'restaurant-management' });
    new Restaurant(this, { autoscaled: true });
  }
}
