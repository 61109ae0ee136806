export const shells = ['bash', 'zsh', 'fish'] as const;
export type Shell = (typeof shells)[number];

/** What each shell reads at its start to complete what is typed after `fmnist`. Where nothing fits, files are offered. */
export const scripts: Readonly<Record<Shell, string>> = {
  bash: `# For bash: eval "$(fmnist completion bash)", in ~/.bashrc
_fmnist() {
  local IFS=$'\\n'
  COMPREPLY=($(fmnist --complete "\${COMP_WORDS[@]:1:COMP_CWORD}" 2>/dev/null))
}
complete -o default -o bashdefault -F _fmnist fmnist`,
  zsh: `# For zsh: eval "$(fmnist completion zsh)", in ~/.zshrc after compinit
_fmnist() {
  local -a candidates
  candidates=(\${(f)"$(fmnist --complete "\${(@)words[2,CURRENT]}" 2>/dev/null)"})
  if (( \${#candidates} )); then compadd -a candidates; else _files; fi
}
compdef _fmnist fmnist`,
  fish: `# For fish: fmnist completion fish > ~/.config/fish/completions/fmnist.fish
function __fmnist_complete
  set -l words (commandline -opc) (commandline -ct)
  fmnist --complete $words[2..-1] 2>/dev/null
end
complete -c fmnist -a '(__fmnist_complete)'`,
};
