// Row 18 of the feature map: above 85 is top priority, 15 to 85 medium, below 15 low.

export type PriorityBand = 'top' | 'medium' | 'low';

export function priorityBand(score: number): {
  readonly name: PriorityBand;
  readonly label: string;
} {
  if (score > 85) return { name: 'top', label: 'Top' };
  if (score >= 15) return { name: 'medium', label: 'Medium' };
  return { name: 'low', label: 'Low' };
}
