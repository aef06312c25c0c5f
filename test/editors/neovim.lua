-- Drives Neovim through the work with a spec, and writes what it saw to result.json.
local seen = {}

-- A clipboard of this process instead of that of the machine.
vim.cmd([[let g:Copy = {lines, type -> execute('let g:copied = lines')}]])
vim.cmd([[let g:clipboard = {'name': 'test', 'copy': {'+': g:Copy, '*': g:Copy}, 'paste': {'+': {-> []}, '*': {-> []}}}]])

local function wait(what, condition)
  if not vim.wait(20000, condition, 50) then error('waited in vain: ' .. what) end
end

local function codes()
  local found = {}
  for _, d in ipairs(vim.diagnostic.get(0)) do
    table.insert(found, d.code or d.user_data.lsp.code)
  end
  table.sort(found)
  return found
end

local function has(code) return vim.tbl_contains(codes(), code) end

local function find(text)
  for i, line in ipairs(vim.api.nvim_buf_get_lines(0, 0, -1, false)) do
    local at = line:find(text, 1, true)
    if at then return i, at - 1, line end
  end
  error('not in the text: ' .. text)
end

local function go(text, into)
  local line, column = find(text)
  vim.api.nvim_win_set_cursor(0, { line, column + (into or 0) })
end

local function request(method, params)
  local answers = vim.lsp.buf_request_sync(0, method, params, 20000) or {}
  for _, answer in pairs(answers) do
    if answer.error then error(answer.error.message) end
    return answer.result
  end
end

local function place() return vim.lsp.util.make_position_params(0, 'utf-16') end

local function run(title)
  local params = { textDocument = place().textDocument, context = { diagnostics = {} } }
  params.range = { start = place().position, ['end'] = place().position }
  for _, action in ipairs(request('textDocument/codeAction', params)) do
    if action.title:find(title, 1, true) then
      if action.edit then vim.lsp.util.apply_workspace_edit(action.edit, 'utf-16') end
      return action.command and request('workspace/executeCommand', action.command)
    end
  end
  error('no code action ' .. title)
end

local function format()
  if vim.lsp.buf.format then vim.lsp.buf.format({ timeout_ms = 20000 }) else vim.lsp.buf.formatting_sync(nil, 20000) end
end

local function work()
  vim.cmd('edit net.kyn')
  seen.filetype = vim.bo.filetype
  wait('the finding', function() return has('unknown-key') end)
  seen.finding = has('lock-drift')

  go('loss =')
  seen.hover = request('textDocument/hover', place()).contents.value
  go('mse', 0)
  for _, item in ipairs(request('textDocument/completion', place())) do
    if item.label == 'bce' then seen.completion = true end
  end

  go('epoch')
  run('epochs')
  wait('the fix', function() return #codes() == 0 end)
  seen.fixed = true

  go('Net:')
  local rename = place()
  rename.newName = 'Mlp'
  vim.lsp.util.apply_workspace_edit(request('textDocument/rename', rename), 'utf-16')
  local _, _, use = find('model = ')
  seen.renamed = use

  local line = find('epochs')
  vim.api.nvim_buf_set_lines(0, line - 1, line, false, { '    epochs   =  3' })
  format()
  seen.formatted = vim.api.nvim_buf_get_lines(0, line - 1, line, false)[1]

  vim.cmd('write')
  wait('drift', function() return has('lock-drift') end)
  vim.api.nvim_win_set_cursor(0, { 1, 0 })
  run('Regenerate lock')
  wait('the lock', function() return #codes() == 0 end)
  seen.locked = true
  vim.api.nvim_win_set_cursor(0, { 1, 0 })
  seen.hash = run('Show CONFIG_HASH')
  vim.cmd('KynmlCopyHash')
  wait('the copied hash', function() return vim.g.copied ~= nil end)
  seen.copied = vim.g.copied[1] == seen.hash
end

local ok, fault = pcall(work)
if not ok then seen.fault = fault end
vim.fn.writefile({ vim.fn.json_encode(seen) }, 'result.json')
for _, client in pairs(vim.lsp.get_active_clients()) do client.stop(true) end
vim.cmd('qall!')
