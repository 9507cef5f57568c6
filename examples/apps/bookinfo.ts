// The book shop of Istio's documentation: a page that asks for details and reviews, which ask for ratings.
import { EventBackend, type Platform } from 'cdk8s-event-mesh';
import { Construct } from 'constructs';

export class Bookinfo extends Construct {
  readonly productpage: EventBackend;
  readonly details: EventBackend;
  readonly ratings: EventBackend;
  /** In the versions v1 to v3. */
  readonly reviews: EventBackend;

  constructor(
    scope: Construct,
    private readonly platform: Platform = {},
  ) {
    super(scope, 'bookinfo');
    this.productpage = this.service('productpage');
    this.details = this.service('details');
    this.ratings = this.service('ratings');
    this.reviews = this.service('reviews');
    for (const version of ['v2', 'v3'])
      this.reviews.addVersion({ version, image: image('reviews', version) });
    this.productpage.calls(this.details);
    this.productpage.calls(this.reviews);
    this.reviews.calls(this.ratings);
  }

  private service(name: string): EventBackend {
    const { platform } = this;
    return new EventBackend(this, name, { name, image: image(name, 'v1'), port: 9080, platform });
  }
}

function image(name: string, version: string) {
  return { repository: `docker.io/istio/examples-bookinfo-${name}-${version}`, tag: '1.20.3' };
}
