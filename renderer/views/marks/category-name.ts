// The API's camelCase words as a person writes them.

/** `InitialAccess` is "Initial access"; words already apart stay as they are. */
export function categoryName(category: string): string {
  const words = category.replace(/([a-z])([A-Z])/g, (_pair, end: string, start: string) => {
    return `${end} ${start.toLowerCase()}`;
  });
  return words.charAt(0).toUpperCase() + words.slice(1);
}
