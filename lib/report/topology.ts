/** What a node of the graph stands for. */
export type NodeKind = 'gateway' | 'host' | 'service' | 'workload' | 'job' | 'store' | 'external';

/** A place of the mesh: a gateway, a host that it serves, a service with what runs behind it, something outside. */
export interface TopologyNode {
  /** Unique in a topology, and the same in every environment that has the object. */
  readonly id: string;
  readonly kind: NodeKind;
  readonly name: string;
  readonly namespace: string;
  /** The box that it is drawn in: its namespace, or `outside the mesh`. */
  readonly group: string;
  /** What it is, in a few words: `Deployment`, `PostgreSQL`, `HTTP 80`. */
  readonly subtitle: string;
  /** The names by which it is called. */
  readonly hosts: readonly string[];
  /** Such as `http 8080`. */
  readonly ports: readonly string[];
  /** What runs there, as `Deployment shop/web`. */
  readonly workloads: readonly string[];
  /** Where requests of it enter the simulator: `workload:shop/web`, `gateway:shop/public:80`. */
  readonly entries: readonly string[];
  /** What its proxies accept; null where nothing runs that has one. */
  readonly mutualTls: string | null;
  readonly routes: readonly RouteFact[];
  readonly policies: readonly PolicyFact[];
  /** The objects that it is made of, as `Service shop/web`: a finding about one of them is a finding about the node. */
  readonly objects: readonly string[];
}

/** One route, as it was written. */
export interface RouteFact {
  /** The object, as `VirtualService shop/web`. */
  readonly object: string;
  /** Its name, or its place in the list. */
  readonly name: string;
  /** What it matches, each alternative in words; empty for every request. */
  readonly matches: readonly string[];
  readonly destinations: readonly RouteDestination[];
  /** What else becomes of a request: a redirect, a rewrite, a timeout, retries. */
  readonly actions: readonly string[];
}

/** Where a share of a route's requests goes. */
export interface RouteDestination {
  readonly host: string;
  readonly port: number | null;
  readonly subset: string | null;
  /** Percent. */
  readonly weight: number;
}

/** An object that governs the traffic to or from a node. */
export interface PolicyFact {
  /** As `AuthorizationPolicy shop/web`. */
  readonly object: string;
  /** What it does, in a few words. */
  readonly effect: string;
}

/** Why a line is drawn: a gateway serves a host, a route leads on, a service selects pods, a workload calls. */
export type EdgeKind = 'serves' | 'route' | 'selects' | 'call';

/** How the two ends of an edge speak. */
export interface EdgeTransport {
  /** What protects it: mutual TLS of the mesh, TLS that the client begins, nothing; null where it is no connection. */
  readonly kind: 'mutual' | 'tls' | 'plain' | null;
  /** Such as `mutual TLS (STRICT)`. */
  readonly words: string;
}

/** A line of the graph. */
export interface TopologyEdge {
  readonly id: string;
  readonly from: string;
  readonly to: string;
  readonly kind: EdgeKind;
  /** What stands beside the line: weights and matches; empty for nothing. */
  readonly label: string;
  readonly transport: EdgeTransport;
  /** The policies that judge what comes along. */
  readonly policies: readonly string[];
  /** Where the manifests say so. */
  readonly evidence: readonly string[];
}

/** Who talks to whom, as manifests declare it. Nodes and edges are sorted by their ids. */
export interface Topology {
  readonly nodes: readonly TopologyNode[];
  readonly edges: readonly TopologyEdge[];
}
