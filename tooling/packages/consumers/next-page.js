'use client';
import { useEffect } from 'react';

export default function Page() {
  useEffect(() => {
    import('../bundled-page.js');
  }, []);
  return <p>consumer</p>;
}
