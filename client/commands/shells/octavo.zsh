#compdef octavo
# zsh completion for octavo: source <(octavo completion zsh), or this file as _octavo in a folder of $fpath.
_octavo() {
  local -a lines candidates
  local line word
  lines=("${(@f)$("${(Q)words[1]/#\~\//$HOME/}" __complete -- "${(@Q)words[2,CURRENT-1]}" "${(Q)PREFIX}" 2>/dev/null)}")
  (( ${#lines} )) || return 1
  [[ $PREFIX == --*=* ]] && compset -P '*='
  for line in "${(@)lines[1,-2]}"; do
    word=${line%%$'\t'*}
    candidates+=("${word//:/\\:}:${line#*$'\t'}")
  done
  local found=1
  (( ${#candidates} )) && _describe -V octavo candidates && found=0
  case $lines[-1] in
    :files) _files && found=0 ;;
    :folders) _files -/ && found=0 ;;
  esac
  return found
}
if [[ $funcstack[1] == _octavo ]]; then _octavo "$@"; else compdef _octavo octavo; fi
