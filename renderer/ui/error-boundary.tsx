// Keeps a bug in one view from taking the window down: the rest of the frame goes on working.
import { Button } from '@fluentui/react-components';
import { Component } from 'react';
import type { ErrorInfo, ReactNode } from 'react';
import { EmptyState } from './empty-state.tsx';

interface ErrorBoundaryProps {
  /** What failed, in words: "The incident page". */
  readonly place: string;
  readonly children: ReactNode;
}

export class ErrorBoundary extends Component<ErrorBoundaryProps, { readonly failed: boolean }> {
  override state = { failed: false };

  static getDerivedStateFromError(): { readonly failed: boolean } {
    return { failed: true };
  }

  override componentDidCatch(error: unknown, info: ErrorInfo): void {
    const name = error instanceof Error ? error.stack : String(error);
    console.error(`${this.props.place} failed`, name, info.componentStack);
  }

  override render(): ReactNode {
    if (!this.state.failed) return this.props.children;
    return (
      <EmptyState
        tone="trouble"
        title={`${this.props.place} could not be shown`}
        actions={
          <Button size="small" onClick={() => this.setState({ failed: false })}>
            Try again
          </Button>
        }
      >
        A fault in Clearpane, not in your data: nothing that is stored has been touched.
      </EmptyState>
    );
  }
}
