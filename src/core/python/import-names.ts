import { normalName } from './normal-name';
import { isManagedPackageModule } from './packages';
import { STANDARD_LIBRARY } from './stdlib';

/** Packages whose top-level module has another name, by the module: those that services are likely to use. */
const PACKAGES_OF: Readonly<Record<string, readonly string[]>> = {
  attr: ['attrs'],
  bs4: ['beautifulsoup4'],
  Crypto: ['pycryptodome'],
  cv2: ['opencv-python', 'opencv-python-headless'],
  dateutil: ['python-dateutil'],
  docx: ['python-docx'],
  dotenv: ['python-dotenv'],
  fitz: ['pymupdf'],
  git: ['gitpython'],
  github: ['pygithub'],
  google: ['protobuf', 'google-auth'],
  grpc: ['grpcio'],
  jose: ['python-jose'],
  jwt: ['pyjwt'],
  kafka: ['kafka-python'],
  ldap: ['python-ldap'],
  magic: ['python-magic'],
  multipart: ['python-multipart'],
  MySQLdb: ['mysqlclient'],
  nacl: ['pynacl'],
  OpenSSL: ['pyopenssl'],
  PIL: ['pillow'],
  pkg_resources: ['setuptools'],
  psycopg2: ['psycopg2-binary'],
  serial: ['pyserial'],
  skimage: ['scikit-image'],
  sklearn: ['scikit-learn'],
  slugify: ['python-slugify'],
  socks: ['pysocks'],
  socketio: ['python-socketio'],
  win32api: ['pywin32'],
  yaml: ['pyyaml'],
  zmq: ['pyzmq'],
};

/** Whether Python itself has a module, or a package that every app of this tool gets. */
export function isAlwaysThere(module: string): boolean {
  return STANDARD_LIBRARY.has(module) || module.startsWith('_') || isManagedPackageModule(module);
}

/**
 * Whether one of some packages brings a module, as far as names tell.
 *
 * @param packages names in their normal form
 */
export function isBroughtBy(module: string, packages: ReadonlySet<string>): boolean {
  const name = normalName(module);
  const known = Object.hasOwn(PACKAGES_OF, module) ? (PACKAGES_OF[module] ?? []) : [];
  return packages.has(name) || known.some((each) => packages.has(each)) || packages.has(`python-${name}`);
}
