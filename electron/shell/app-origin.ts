// The one origin of every page and worker; chosen once, since another one has another database.

export const appOrigin = 'app://clearpane';

export function isOurs(url: string): boolean {
  return URL.canParse(url) && new URL(url).href.startsWith(`${appOrigin}/`);
}
