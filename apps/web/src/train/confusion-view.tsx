import type { ConfusionMatrix } from '@fmnist/models';
import { useState } from 'react';
import { CellPictures } from './cell-pictures';
import { type ConfusionCell, ConfusionTable } from './confusion-table';
import './confusion.css';

/** The confusion matrix, and the pictures of the cell that is chosen. */
export function ConfusionView({ confusion }: { confusion: ConfusionMatrix }) {
  const [cell, setCell] = useState<ConfusionCell>();
  return (
    <>
      <div>
        <h3>What the 10,000 test pictures are taken for</h3>
        <p className="hint">Rows are what they show. Choose a cell to see its pictures.</p>
      </div>
      <ConfusionTable confusion={confusion} chosen={cell} onChoose={setCell} />
      {cell && <CellPictures cell={cell} confusion={confusion} onClose={() => setCell(undefined)} />}
    </>
  );
}
