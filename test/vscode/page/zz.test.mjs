
import { runManifests } from './disk.mjs';
export const options = {};
export const cases = [{ name: 'dbgx', limit: 120000, async run({ driver, page, folder }) {
  const [first, second] = runManifests(folder);
  await driver.openFile('house_price.kyn');
  await driver.command('KynML: Compare Run Manifests');
  await driver.pickRows(first); await driver.filterAndPick(first); await driver.pickRows(second); await driver.filterAndPick(second);
  await driver.webview().getByText('Only differences', { exact: true }).click();
  await driver.webview().getByRole('button', { name: 'Environment', expanded: true }).click();
  for (let i = 0; i < 14; i++) { 
    if (i === 5) { await driver.command('View: Focus Active Editor Group'); }
    if (i === 9) { await driver.command('Explorer: Focus on Folders View').catch(e => console.log(e.message)); }
    const out = await page.evaluate(async () => { const settle = r => new Promise((a,b)=>{r.onsuccess=()=>a(r.result);r.onerror=()=>b(r.error)});
     const found = [document.hasFocus(), document.activeElement?.tagName];
     for (const { name } of await indexedDB.databases()) { if (!name.startsWith('vscode-web-state-db')) continue; const db = await settle(indexedDB.open(name)); const store = db.transaction('ItemTable').objectStore('ItemTable'); const v = await settle(store.getAll()); db.close(); for (const x of v) { const t = String(x).replaceAll('\\\\',''); const at = t.indexOf('onlyDifferences'); if (at>0) found.push(name + ' ' + t.slice(at-20, at+150)); } found.push(v.length); }
     return found; });
    console.log(i, out);
    await new Promise(r => setTimeout(r, 2000));
  }
} }];
