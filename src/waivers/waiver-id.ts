import { waiverId } from '../model/waiver-id.ts';

/** Where a request was written: the record key of the log. */
export interface WaiverKey {
  readonly repositoryId: number;
  readonly sourceKind: 'issue_comment' | 'review';
  readonly sourceId: number;
  /** Line in the comment, from 1. */
  readonly line: number;
}

/** The same line of the same comment has the same id however often it is handled. */
export function makeWaiverId({ repositoryId, sourceKind, sourceId, line }: WaiverKey): string {
  return waiverId(`${repositoryId}:${sourceKind}:${sourceId}:${line}`);
}

/** The same for an emergency. */
export function makeEmergencyId(key: WaiverKey): string {
  return makeWaiverId(key).replace('WVR', 'EMG');
}
