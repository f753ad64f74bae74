# bash completion for octavo: source <(octavo completion bash)
_octavo() {
  local word blank line=$COMP_LINE lines=() words=() current i
  # bash splits words at "=" and ":" too; octavo wants them as they were typed.
  for ((i = 0; i <= COMP_CWORD; i++)); do
    word=${COMP_WORDS[i]}
    blank=${line%%[![:space:]]*}
    line=${line#"$blank"}
    line=${line#"$word"}
    if [[ -z $blank && $i -gt 0 && -n $word ]]; then words[-1]+=$word; else words+=("$word"); fi
  done
  mapfile -t lines < <("${COMP_WORDS[0]/#\~\//$HOME/}" __complete -- "${words[@]:1}" 2>/dev/null)
  [[ ${#lines[@]} -gt 0 ]] || return 0
  current=${words[-1]}
  local prefix=
  if [[ $current == --*=* ]]; then
    [[ $COMP_WORDBREAKS == *=* ]] || prefix=${current%%=*}=
    current=${current#*=}
  fi
  for line in "${lines[@]:0:${#lines[@]}-1}"; do COMPREPLY+=("$prefix${line%%$'\t'*}"); done
  local kind=
  case ${lines[-1]} in :files) kind=-f ;; :folders) kind=-d ;; *) return 0 ;; esac
  compopt -o filenames
  while IFS= read -r line; do COMPREPLY+=("$prefix$line"); done < <(compgen "$kind" -- "$current")
}
complete -F _octavo octavo
