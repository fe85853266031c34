import type { Candidate, Finding, Note, Question } from '../finding';
import type { FoundLaunch } from './found-launch';
import type { Place } from '../../text/place';
import type { Starts } from './starts';

/** The port, or the question which one, and what is to be said about it. */
export interface PortSearch {
  readonly findings: readonly Finding[];
  readonly questions: readonly Question[];
  readonly notes: readonly Note[];
}

/** Names of variables that mean the port of the application itself. */
const OWN_PORT = /^((APP|API|SERVER|HTTP|WEB|UVICORN|SERVICE|LISTEN|CONTAINER)_)?PORT$/;

/** Processes without privileges cannot bind lower ones. */
const LOWEST = 1024;

interface SaidPort {
  readonly port: number;
  readonly place: Place;
}

function distinct(ports: readonly SaidPort[]): SaidPort[] {
  return ports.filter(({ port }, index) => ports.findIndex((other) => other.port === port) === index);
}

function taken({ port, place }: SaidPort, confidence: Finding['confidence']): PortSearch {
  if (port >= LOWEST)
    return { findings: [{ option: 'port', value: port, place, confidence }], questions: [], notes: [] };
  const text = `port ${String(port)} needs privileges that the container does not have: it listens on 8000; publish it as ${String(port)}:8000`;
  return { findings: [], questions: [], notes: [{ text, place }] };
}

/** The port as the command gives it, then by variable, EXPOSE and compose. */
export function findPort(launch: FoundLaunch | undefined, { image, compose }: Starts): PortSearch {
  const own = launch?.launch.options.port;
  if (launch && typeof own === 'number') {
    return taken({ port: own, place: launch.launch.places.port ?? launch.place }, 'certain');
  }
  const exposed = distinct((image?.ports ?? []).map(({ value, place }) => ({ port: value, place })));
  const variables = (image?.env ?? []).flatMap(({ value: [name, value], place }) =>
    OWN_PORT.test(name) && /^\d{2,5}$/.test(value) ? [{ port: Number(value), place }] : [],
  );
  const [variable] = variables;
  if (variable) return taken(variable, 'likely');
  for (const ports of [exposed, distinct(compose.ports)]) {
    const [first, second] = ports;
    if (first && !second) return taken(first, 'likely');
    if (first) {
      const candidates = ports.map(({ port, place }): Candidate => ({ value: String(port), place }));
      return {
        findings: [],
        questions: [{ option: 'port', reason: 'there are several ports', candidates }],
        notes: [],
      };
    }
  }
  return { findings: [], questions: [], notes: [] };
}
